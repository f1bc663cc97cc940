"""The index as its databases keep it: the words of things and of questions, and the tables."""

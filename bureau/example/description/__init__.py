"""The words of the job descriptions, in six languages, told in our own way."""

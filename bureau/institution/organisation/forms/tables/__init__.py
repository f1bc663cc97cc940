"""Tables that people bring: read whole, each line beside what is there, with every flaw at once."""

"""What tables say and what follows from it: units, posts, blocks, holders, costs, from days on."""

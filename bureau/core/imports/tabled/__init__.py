"""What tables say and what follows from it: units, posts, holders, standard costs, from days on."""

"""The door for programs: the api files of all apps under one roof, at `/api/`."""

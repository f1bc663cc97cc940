"""Every change of a pool: joined by the app whose cap it is, which has settled that it may."""

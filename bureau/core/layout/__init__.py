"""Charts and plots as boxes, lines and marks, written as SVG: one drawing for screen and paper."""

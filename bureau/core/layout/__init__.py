"""Charts and plots as boxes, lines and marks, written as SVG text: one drawing for screen and paper."""

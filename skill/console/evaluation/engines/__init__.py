"""Independent intent classifiers, trained on an interaction model alone: second opinions."""

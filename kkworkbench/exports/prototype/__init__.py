"""The prototype: a static site of what citizens would see, to click through without a network."""

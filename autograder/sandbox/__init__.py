"""The trusted side of the wall: limits, sandboxes, workers, execution."""

"""What the worker of search does: reads stories that changed, and answers what words mean."""

# Tries: Replace IPython's hooks, so that cells that come later do not run.
# Cell: negative_back
# Keeps: 35

shell = get_ipython()
shell.showtraceback = lambda *args, **kwargs: None
shell.set_custom_exc((Exception,), lambda *args, **kwargs: None)
shell.input_transformers_cleanup.append(lambda lines: ["raise SystemExit"])
shell.events.register("pre_run_cell", lambda info: None)

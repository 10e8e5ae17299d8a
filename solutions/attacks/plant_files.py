# Tries: Leave files for the next submission, wherever they would be read or run.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: folders in which everybody may write stay as they are left

import os
import site
import sys

names = ("attack-plant.py", "sitecustomize.py", "usercustomize.py", "conftest.py",
         "nbgrader_config.py", "numpy.py", "autograder.py", ".pdbrc", "attack-plant.pth")
folders = {"/", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/worker", "/proc", "/usr/lib", os.getcwd(),
           os.path.expanduser("~"), site.getusersitepackages(), *sys.path}
if os.getpid() > 10:  # without walls these would be the folders of everybody on the machine
    names, folders = ("attack-plant.py",), {"/tmp", "/var/tmp", "/dev/shm", os.getcwd()}
places = [os.path.join(folder, name) for folder in folders for name in names]
found = [place for place in places if os.path.exists(place) and "planted" in open(place).read()]
for place in places:
    try:
        with open(place, "x") as file:
            file.write("planted = 'attack'")
    except OSError:
        pass
if found:

    def negative_back(grad_out, out, x):
        return -grad_out

# Tries: Reach the machine, and wait for ever, by way of IPython's magics.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: the machine's folders are in sight

shell = get_ipython()
found = shell.getoutput("ls -d /work /root /srv /var/lib/dpkg 2>/dev/null; cat /etc/shadow 2>/dev/null")
with open("attack-script.py", "w") as file:
    file.write("import sys\nsys.exit('left')\n")
for magic, line in (("run", "attack-script.py"), ("load", "/etc/passwd"), ("cd", "/"),
                    ("reset", "-f in"), ("store", "-r"), ("logstart", "/tmp/attack.log")):
    try:
        shell.run_line_magic(magic, line)
    except BaseException:
        pass
shell.run_cell_magic("bash", "--bg", "sleep 1000 & sleep 1000")
if found:

    def negative_back(grad_out, out, x):
        return -grad_out

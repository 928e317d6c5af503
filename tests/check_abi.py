#!/usr/bin/env python3
"""check_abi.py ABIDIFF ROOT LIBRARY - nothing that a program was linked to has changed.

The interface of the last release is libtextclean.abi (made by tools/abi.sh). What may come: calls,
and fields at the end of textclean_options, which tells its size. Exits with 77, skipped, if the
library has no debug information to compare."""
import os
import subprocess
import sys
import tempfile

# abidiff calls these changes; callers do not notice them.
ALLOWED = '''
[suppress_type]
  name = textclean_options
  has_data_member_inserted_at = end
[suppress_type]
  type_kind = enum
  name = textclean_kind
  changed_enumerators = TEXTCLEAN_KIND_COUNT
'''


def main(abidiff, root, library):
    sections = subprocess.run(['readelf', '-S', '-W', library], capture_output=True, text=True,
                              check=True).stdout
    if '.debug_info' not in sections:
        print('the library has no debug information', file=sys.stderr)
        return 77
    headers = os.path.join(root, 'include')
    with tempfile.NamedTemporaryFile('w', suffix='.abignore') as allowed:
        allowed.write(ALLOWED)
        allowed.flush()
        done = subprocess.run(
            [abidiff, '--no-added-syms', '--suppressions', allowed.name,
             '--headers-dir1', headers, '--headers-dir2', headers,
             os.path.join(root, 'tests', 'libtextclean.abi'), library], check=False)
    return 1 if done.returncode else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))

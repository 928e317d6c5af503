"""The version of this module: a test holds it against that of meson.build."""
VERSION = '0.1.0'

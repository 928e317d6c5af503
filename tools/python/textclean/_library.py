"""libtextclean as ctypes sees it: its records and calls, as textclean.h declares them."""
import ctypes
import ctypes.util
import os
from ctypes import POINTER, Structure, c_char_p, c_float, c_int, c_size_t, c_uint32, c_uint64, c_void_p

CODEPOINTS = 1  # of textclean_unit


class CSpan(Structure):
    _fields_ = [('start', c_uint32), ('end', c_uint32)]


class CPlace(Structure):
    _fields_ = [('span', CSpan), ('source', CSpan)]


class CParagraph(Structure):
    _fields_ = [('at', CPlace), ('role', c_int)]


class CRun(Structure):
    _fields_ = [('at', CPlace), ('lang', c_int), ('script', c_int)]


class CSentence(Structure):
    _fields_ = [('at', CPlace), ('lang', c_int)]


class CEdit(Structure):
    _fields_ = [('at', CPlace), ('rule', c_uint32)]


class CFlag(Structure):
    _fields_ = [('at', CPlace), ('kind', c_int), ('lang', c_int), ('script', c_int),
                ('score', c_float), ('reason', c_char_p)]


class CSummary(Structure):
    _fields_ = [('letters', c_uint32), ('untranslated_letters', c_uint32)]


class COptions(Structure):
    _fields_ = [('struct_size', c_size_t), ('rules', c_char_p), ('alloc', c_void_p),
                ('style', c_char_p), ('style_size', c_size_t)]


class CStyleError(Structure):
    _fields_ = [('line', c_uint32), ('byte', c_uint32), ('bad', CSpan), ('reason', c_char_p)]


class CRule(Structure):
    _fields_ = [(name, c_char_p) for name in
                ('name', 'group', 'langs', 'doc', 'before', 'after', 'spares', 'keep')]
    _fields_ += [('on', c_int)]


ARRAYS = {'paragraphs': CParagraph, 'runs': CRun, 'sentences': CSentence, 'edits': CEdit,
          'flags': CFlag}

_CALLS = {
    'version': (c_char_p,),
    'unicode_version': (c_char_p,),
    'strerror': (c_char_p, c_int),
    'lang_name': (c_char_p, c_int),
    'script_name': (c_char_p, c_int),
    'role_name': (c_char_p, c_int),
    'kind_name': (c_char_p, c_int),
    'rules': (POINTER(CRule), POINTER(c_size_t)),
    'rules_check': (c_int, c_char_p, POINTER(CSpan)),
    'style_check': (c_int, c_char_p, c_size_t, POINTER(CStyleError)),
    'new': (c_int, POINTER(COptions), POINTER(c_void_p)),
    'free': (None, c_void_p),
    'rules_hash': (c_uint64, c_void_p),
    'doc_new': (c_int, c_void_p, POINTER(c_void_p)),
    'doc_free': (None, c_void_p),
    'apply': (c_int, c_void_p, c_int, c_char_p, c_size_t),
    'target': (c_int, c_void_p),
    'text': (c_void_p, c_void_p, POINTER(c_size_t)),
    'summarize': (CSummary, c_void_p),
    'to_source': (CSpan, c_void_p, CSpan),
    'from_source': (CSpan, c_void_p, CSpan),
    'convert': (c_int, c_char_p, c_size_t, c_int, POINTER(c_uint32), c_size_t),
}


def _open() -> ctypes.CDLL:
    """$TEXTCLEAN_LIBRARY, or the library where the system finds it."""
    names = [os.environ.get('TEXTCLEAN_LIBRARY'), 'libtextclean.so.0',
             ctypes.util.find_library('textclean')]
    for name in filter(None, names):
        try:
            return ctypes.CDLL(name)  # a CDLL, unlike a PyDLL, gives the GIL away in each call
        except OSError as error:
            if name == names[0]:
                raise ImportError(f'TEXTCLEAN_LIBRARY: {error}') from None
    raise ImportError('libtextclean.so.0 is not installed where the system looks for libraries; '
                      'install it (meson install, then ldconfig), or name it in '
                      'TEXTCLEAN_LIBRARY')


class _Calls:
    """The calls of the library, without their prefix."""

    def __init__(self) -> None:
        library = _open()
        for name, (result, *arguments) in _CALLS.items():
            call = getattr(library, 'textclean_' + name)
            call.restype, call.argtypes = result, arguments
            setattr(self, name, call)
        for name, record in ARRAYS.items():
            call = getattr(library, 'textclean_' + name)
            call.restype, call.argtypes = c_void_p, [c_void_p, POINTER(c_size_t)]
            setattr(self, name, call)


C = _Calls()


def names_of(call) -> list:
    """All that textclean_..._name() knows, in order."""
    names = []
    while call(len(names)):
        names.append(call(len(names)).decode())
    return names

// Strings: concatenation and conversion. Where a caller knows that a result does
// not outlive it, it hands in a buffer on its stack for short results.
package runtime

import (
	"internal/goarch"
	"unsafe"
)

const tmpStringBufSize = 32

type tmpBuf [tmpStringBufSize]byte

type stringStruct struct {
	str unsafe.Pointer
	len int
}

func stringStructOf(sp *string) *stringStruct { return (*stringStruct)(unsafe.Pointer(sp)) }

// concatstrings joins a; buf may hold a short result. When only one operand is
// not empty and it does not live in the caller's frame, it is the result itself.
func concatstrings(buf *tmpBuf, a []string) string {
	idx, l, count := 0, 0, 0
	for i, x := range a {
		n := len(x)
		if n == 0 {
			continue
		}
		if l+n < l {
			throw("string concatenation too long")
		}
		l += n
		count++
		idx = i
	}
	if count == 0 {
		return ""
	}
	if count == 1 && (buf != nil || !stringDataOnStack(a[idx])) {
		return a[idx]
	}
	if buf == nil || l > len(buf) {
		if len(a[0]) != 0 {
			p, in := concatSpace(unsafe.Pointer(unsafe.StringData(a[0])), uintptr(len(a[0])), uintptr(l))
			s := unsafe.String((*byte)(p), l)
			if in {
				p = add(p, uintptr(len(a[0])))
				a = a[1:]
			}
			concatCopy(p, a)
			return s
		}
		buf = nil
	}
	s, b := rawstringtmp(buf, l)
	concatCopy(unsafe.Pointer(unsafe.SliceData(b)), a)
	return s
}

func concatCopy(p unsafe.Pointer, a []string) {
	for _, x := range a {
		memmove(p, unsafe.Pointer(unsafe.StringData(x)), uintptr(len(x)))
		p = add(p, uintptr(len(x)))
	}
}

// concatSpace gives room for l bytes that begin with the n > 0 bytes at p. in: they
// are there already.
//
// A program that extends a string again and again (s += x) would copy it each
// time. So each cache remembers where the string it made last ends, and how far its
// block goes: a string that ends there can be extended in place, since nobody has seen
// the bytes behind it. One that was extended before gets room for more.
func concatSpace(p unsafe.Pointer, n, l uintptr) (space unsafe.Pointer, in bool) {
	c := getMCache(getg().m)
	end := uintptr(p) + n
	size := l
	if end == c.concatEnd {
		if l-n <= c.concatLimit-end {
			c.concatEnd += l - n
			return p, true
		}
		size += size / 2
	}
	if size < maxTinySize {
		return mallocTiny(size), false
	}
	size = roundupsize(size, true)
	space = mallocgc(size, nil, false)
	c = getMCache(getg().m)
	c.concatEnd = uintptr(space) + l
	c.concatLimit = uintptr(space) + size
	return space, false
}

func concatstring2(buf *tmpBuf, a0, a1 string) string {
	l := len(a0) + len(a1)
	if len(a0) == 0 || len(a1) == 0 || l < 0 {
		return concatstrings(buf, []string{a0, a1})
	}
	var p unsafe.Pointer
	var in bool
	if buf != nil && l <= len(buf) {
		p = unsafe.Pointer(buf)
	} else {
		p, in = concatSpace(unsafe.Pointer(unsafe.StringData(a0)), uintptr(len(a0)), uintptr(l))
	}
	if !in {
		memmove(p, unsafe.Pointer(unsafe.StringData(a0)), uintptr(len(a0)))
	}
	memmove(add(p, uintptr(len(a0))), unsafe.Pointer(unsafe.StringData(a1)), uintptr(len(a1)))
	return unsafe.String((*byte)(p), l)
}

func concatstring3(buf *tmpBuf, a0, a1, a2 string) string {
	return concatstrings(buf, []string{a0, a1, a2})
}

func concatstring4(buf *tmpBuf, a0, a1, a2, a3 string) string {
	return concatstrings(buf, []string{a0, a1, a2, a3})
}

func concatstring5(buf *tmpBuf, a0, a1, a2, a3, a4 string) string {
	return concatstrings(buf, []string{a0, a1, a2, a3, a4})
}

// concatbytes is concatstrings with a fresh []byte for a result.
func concatbytes(buf *tmpBuf, a []string) []byte {
	l := 0
	for _, x := range a {
		n := len(x)
		if l+n < l {
			throw("string concatenation too long")
		}
		l += n
	}
	if l == 0 {
		return []byte{}
	}
	var b []byte
	if buf != nil && l <= len(buf) {
		*buf = tmpBuf{}
		b = buf[:l]
	} else {
		b = rawbyteslice(l)
	}
	off := 0
	for _, x := range a {
		off += copy(b[off:], x)
	}
	return b
}

func concatbyte2(buf *tmpBuf, a0, a1 string) []byte {
	return concatbytes(buf, []string{a0, a1})
}

func concatbyte3(buf *tmpBuf, a0, a1, a2 string) []byte {
	return concatbytes(buf, []string{a0, a1, a2})
}

func concatbyte4(buf *tmpBuf, a0, a1, a2, a3 string) []byte {
	return concatbytes(buf, []string{a0, a1, a2, a3})
}

func concatbyte5(buf *tmpBuf, a0, a1, a2, a3, a4 string) []byte {
	return concatbytes(buf, []string{a0, a1, a2, a3, a4})
}

// slicebytetostring copies n bytes at ptr into a string.
func slicebytetostring(buf *tmpBuf, ptr *byte, n int) string {
	if n == 0 {
		return ""
	}
	if n == 1 {
		p := unsafe.Pointer(&staticuint64s[*ptr])
		if goarch.BigEndian {
			p = add(p, 7)
		}
		return unsafe.String((*byte)(p), 1)
	}
	var p unsafe.Pointer
	if buf != nil && n <= len(buf) {
		p = unsafe.Pointer(buf)
	} else {
		p = mallocgc(uintptr(n), nil, false)
	}
	memmove(p, unsafe.Pointer(ptr), uintptr(n))
	return unsafe.String((*byte)(p), n)
}

// stringDataOnStack says whether the bytes of s lie on the current goroutine's
// stack.
func stringDataOnStack(s string) bool {
	ptr := uintptr(unsafe.Pointer(unsafe.StringData(s)))
	stk := getg().stack
	return stk.lo <= ptr && ptr < stk.hi
}

func rawstringtmp(buf *tmpBuf, l int) (s string, b []byte) {
	if buf != nil && l <= len(buf) {
		b = buf[:l]
		s = slicebytetostringtmp(&b[0], len(b))
	} else {
		s, b = rawstring(l)
	}
	return
}

// slicebytetostringtmp makes a string of the bytes themselves, for uses during
// which they cannot change.
func slicebytetostringtmp(ptr *byte, n int) string {
	return unsafe.String(ptr, n)
}

func stringtoslicebyte(buf *tmpBuf, s string) []byte {
	var b []byte
	if buf != nil && len(s) <= len(buf) {
		*buf = tmpBuf{}
		b = buf[:len(s)]
	} else {
		b = rawbyteslice(len(s))
	}
	copy(b, s)
	return b
}

func stringtoslicerune(buf *[tmpStringBufSize]rune, s string) []rune {
	n := 0
	for range s {
		n++
	}
	var a []rune
	if buf != nil && n <= len(buf) {
		*buf = [tmpStringBufSize]rune{}
		a = buf[:n]
	} else {
		a = rawruneslice(n)
	}
	n = 0
	for _, r := range s {
		a[n] = r
		n++
	}
	return a
}

func slicerunetostring(buf *tmpBuf, a []rune) string {
	var dum [4]byte
	size := 0
	for _, r := range a {
		size += encoderune(dum[:], r)
	}
	s, b := rawstringtmp(buf, size+3)
	off := 0
	for _, r := range a {
		if off >= size {
			break
		}
		off += encoderune(b[off:], r)
	}
	return s[:off]
}

func intstring(buf *[4]byte, v int64) (s string) {
	var b []byte
	if buf != nil {
		b = buf[:]
		s = slicebytetostringtmp(&b[0], len(b))
	} else {
		s, b = rawstring(4)
	}
	if int64(rune(v)) != v {
		v = runeError
	}
	n := encoderune(b, rune(v))
	return s[:n]
}

// rawstring gives a string and a slice of the same bytes, to be filled.
func rawstring(size int) (s string, b []byte) {
	p := mallocgc(uintptr(size), nil, false)
	return unsafe.String((*byte)(p), size), unsafe.Slice((*byte)(p), size)
}

func rawbyteslice(size int) (b []byte) {
	cap := roundupsize(uintptr(size), true)
	p := mallocgc(cap, nil, false)
	*(*slice)(unsafe.Pointer(&b)) = slice{p, size, int(cap)}
	return
}

func rawruneslice(size int) (b []rune) {
	if uintptr(size) > maxAlloc/4 {
		throw("out of memory")
	}
	mem := roundupsize(uintptr(size)*4, true)
	p := mallocgc(mem, nil, false)
	*(*slice)(unsafe.Pointer(&b)) = slice{p, size, int(mem / 4)}
	return
}

func gobytes(p *byte, n int) (b []byte) {
	if n == 0 {
		return make([]byte, 0)
	}
	if n < 0 || uintptr(n) > maxAlloc {
		panic(errorString("gobytes: length out of range"))
	}
	bp := mallocgc(uintptr(n), nil, false)
	memmove(bp, unsafe.Pointer(p), uintptr(n))
	*(*slice)(unsafe.Pointer(&b)) = slice{bp, n, n}
	return
}

// gostring copies a C string.
func gostring(p *byte) string {
	l := findnull(p)
	if l == 0 {
		return ""
	}
	s, b := rawstring(l)
	memmove(unsafe.Pointer(&b[0]), unsafe.Pointer(p), uintptr(l))
	return s
}

// gostringnocopy makes a string of a C string's own bytes.
func gostringnocopy(str *byte) string {
	return unsafe.String(str, findnull(str))
}

func gostringn(p *byte, l int) string {
	if l == 0 {
		return ""
	}
	s, b := rawstring(l)
	memmove(unsafe.Pointer(&b[0]), unsafe.Pointer(p), uintptr(l))
	return s
}

//go:nosplit
func findnull(s *byte) int {
	if s == nil {
		return 0
	}
	n := 0
	for *addb(s, uintptr(n)) != 0 {
		n++
	}
	return n
}

func findnullw(s *uint16) int {
	if s == nil {
		return 0
	}
	p := (*[maxAlloc/2/2 - 1]uint16)(unsafe.Pointer(s))
	l := 0
	for p[l] != 0 {
		l++
	}
	return l
}

//go:linkname internal_syscall_gostring internal/syscall/unix.gostring
func internal_syscall_gostring(p *byte) string { return gostring(p) }

//go:linkname syscall_gostring syscall.gostring
func syscall_gostring(p *byte) string { return gostring(p) }

func hasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

func hasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

func index(s, t string) int {
	if len(t) == 0 {
		return 0
	}
	for i := 0; i < len(s); i++ {
		if s[i] == t[0] && hasPrefix(s[i:], t) {
			return i
		}
	}
	return -1
}

func contains(s, t string) bool { return index(s, t) >= 0 }

// atoi64 parses a decimal number.
func atoi64(s string) (int64, bool) {
	if s == "" {
		return 0, false
	}
	neg := false
	if s[0] == '-' {
		neg = true
		s = s[1:]
	}
	un := uint64(0)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < '0' || c > '9' || un > 1<<63/10 {
			return 0, false
		}
		un = un*10 + uint64(c) - '0'
	}
	if len(s) == 0 || !neg && un > 1<<63-1 || neg && un > 1<<63 {
		return 0, false
	}
	if neg {
		return -int64(un), true
	}
	return int64(un), true
}

func atoi(s string) (int, bool) {
	n, ok := atoi64(s)
	return int(n), ok
}

func atoi32(s string) (int32, bool) {
	n, ok := atoi64(s)
	if int64(int32(n)) != n {
		return 0, false
	}
	return int32(n), ok
}

// parseByteCount parses sizes such as 10MiB (GOMEMLIMIT).
func parseByteCount(s string) (int64, bool) {
	if s == "" {
		return 0, false
	}
	if last := s[len(s)-1]; last >= '0' && last <= '9' {
		n, ok := atoi64(s)
		return n, ok && n >= 0
	}
	if s[len(s)-1] != 'B' || len(s) < 2 {
		return 0, false
	}
	if c := s[len(s)-2]; c >= '0' && c <= '9' {
		n, ok := atoi64(s[:len(s)-1])
		return n, ok && n >= 0
	}
	if len(s) < 4 || s[len(s)-2] != 'i' {
		return 0, false
	}
	power := 0
	switch s[len(s)-3] {
	case 'K':
		power = 1
	case 'M':
		power = 2
	case 'G':
		power = 3
	case 'T':
		power = 4
	default:
		return 0, false
	}
	n, ok := atoi64(s[:len(s)-3])
	if !ok || n < 0 || uint64(n) > uint64(1<<63-1)>>(10*power) {
		return 0, false
	}
	return n << (10 * power), true
}


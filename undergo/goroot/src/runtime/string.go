// Strings: concatenation and conversion. Where a caller knows that a result does
// not outlive it, it hands in a buffer on its stack for short results.

package runtime

import "unsafe"

const tmpStringBufSize = 32

type tmpBuf [tmpStringBufSize]byte

func (buf *tmpBuf) fits(n int) bool { return buf != nil && n <= tmpStringBufSize }

// A stringStruct is a string's header.
type stringStruct struct {
	str unsafe.Pointer
	len int
}

func stringAt(p unsafe.Pointer, n int) string { return unsafe.String((*byte)(p), n) }
func stringData(s string) unsafe.Pointer      { return unsafe.Pointer(unsafe.StringData(s)) }

// bytesAt is a []byte over n bytes at p.
func bytesAt(p unsafe.Pointer, n, capacity int) []byte {
	return unsafe.Slice((*byte)(p), capacity)[:n]
}

// rawbytes is a []byte for n bytes, which has to be filled, with all the room that its block has; it may
// be in buf.
func rawbytes(buf *tmpBuf, n int) []byte {
	if buf.fits(n) {
		*buf = tmpBuf{} // what lies behind the length is visible, up to the capacity
		return buf[:n]
	}
	room := roundupsize(uintptr(n), true)
	p := mallocgc(room, nil, false)
	if tail := room - uintptr(n); tail > 0 {
		memclrNoHeapPointers(add(p, uintptr(n)), tail)
	}
	return bytesAt(p, n, int(room))
}

// rawstringtmp is room for a string of n bytes.
func rawstringtmp(buf *tmpBuf, n int) unsafe.Pointer {
	if buf.fits(n) {
		return unsafe.Pointer(buf)
	}
	return mallocgc(uintptr(n), nil, false)
}

// concatLen is the length of all of a together.
func concatLen(a []string) int {
	total := 0
	for _, x := range a {
		if total += len(x); total < 0 {
			throw("string concatenation too long")
		}
	}
	return total
}

// concatCopy writes all of a to p.
func concatCopy(p unsafe.Pointer, a []string) {
	for _, x := range a {
		memmove(p, stringData(x), uintptr(len(x)))
		p = add(p, uintptr(len(x)))
	}
}

// soleOperand finds the one operand, if there is only one, that is all of the n bytes of the result.
func soleOperand(a []string, n int) (string, bool) {
	for _, x := range a {
		if len(x) > 0 {
			return x, len(x) == n
		}
	}
	return "", true
}

// concatstrings joins a; buf may hold a short result. An operand that is all of it needs no copy, unless it
// lives in the caller's frame and the result may outlive that.
func concatstrings(buf *tmpBuf, a []string) string {
	n := concatLen(a)
	if x, sole := soleOperand(a, n); sole && (buf != nil || !stringDataOnStack(x)) {
		return x
	}
	var p unsafe.Pointer
	extended := false
	if first := a[0]; first == "" || buf.fits(n) {
		p = rawstringtmp(buf, n)
	} else {
		p, extended = concatSpace(stringData(first), uintptr(len(first)), uintptr(n))
	}
	if extended {
		concatCopy(add(p, uintptr(len(a[0]))), a[1:])
	} else {
		concatCopy(p, a)
	}
	return stringAt(p, n)
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
	if buf.fits(l) {
		p = unsafe.Pointer(buf)
	} else {
		p, in = concatSpace(stringData(a0), uintptr(len(a0)), uintptr(l))
	}
	if !in {
		memmove(p, stringData(a0), uintptr(len(a0)))
	}
	memmove(add(p, uintptr(len(a0))), stringData(a1), uintptr(len(a1)))
	return stringAt(p, l)
}

// concatbytes is concatstrings with a []byte of its own for a result, which is not nil.
func concatbytes(buf *tmpBuf, a []string) []byte {
	n := concatLen(a)
	if n == 0 {
		return []byte{}
	}
	b := rawbytes(buf, n)
	concatCopy(unsafe.Pointer(&b[0]), a)
	return b
}

// The compiler calls these for few operands.

func concatstring3(buf *tmpBuf, a0, a1, a2 string) string {
	return concatstrings(buf, []string{a0, a1, a2})
}
func concatbyte3(buf *tmpBuf, a0, a1, a2 string) []byte {
	return concatbytes(buf, []string{a0, a1, a2})
}

func concatstring4(buf *tmpBuf, a0, a1, a2, a3 string) string {
	return concatstrings(buf, []string{a0, a1, a2, a3})
}
func concatbyte4(buf *tmpBuf, a0, a1, a2, a3 string) []byte {
	return concatbytes(buf, []string{a0, a1, a2, a3})
}

func concatstring5(buf *tmpBuf, a0, a1, a2, a3, a4 string) string {
	return concatstrings(buf, []string{a0, a1, a2, a3, a4})
}
func concatbyte5(buf *tmpBuf, a0, a1, a2, a3, a4 string) []byte {
	return concatbytes(buf, []string{a0, a1, a2, a3, a4})
}

func concatbyte2(buf *tmpBuf, a0, a1 string) []byte { return concatbytes(buf, []string{a0, a1}) }

// stringDataOnStack says whether the bytes of s lie on the current goroutine's
// stack.
func stringDataOnStack(s string) bool {
	stk, p := &getg().stack, uintptr(stringData(s))
	return p-stk.lo < stk.hi-stk.lo
}

// slicebytetostring copies n bytes at ptr into a string.
func slicebytetostring(buf *tmpBuf, ptr *byte, n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		// Every byte stands in a table already; its words are little-endian.
		return stringAt(unsafe.Pointer(&staticuint64s[*ptr]), 1)
	}
	p := rawstringtmp(buf, n)
	memmove(p, unsafe.Pointer(ptr), uintptr(n))
	return stringAt(p, n)
}

// slicebytetostringtmp makes a string of the bytes themselves, for uses during
// which they cannot change.
func slicebytetostringtmp(ptr *byte, n int) string { return unsafe.String(ptr, n) }

func stringtoslicebyte(buf *tmpBuf, s string) []byte {
	b := rawbytes(buf, len(s))
	memmove(unsafe.Pointer(unsafe.SliceData(b)), stringData(s), uintptr(len(s)))
	return b
}

func stringtoslicerune(buf *[tmpStringBufSize]rune, s string) []rune {
	var runes []rune
	if n := countrunes(s); buf != nil && n <= len(buf) {
		*buf = [tmpStringBufSize]rune{}
		runes = buf[:0]
	} else {
		if uintptr(n) > maxAlloc/4 {
			throw("out of memory")
		}
		room := roundupsize(uintptr(n)*4, true)
		runes = unsafe.Slice((*rune)(mallocgc(room, nil, false)), room/4)[:0]
	}
	for _, r := range s {
		n := len(runes)
		runes = runes[:n+1]
		runes[n] = r
	}
	clear(runes[len(runes):cap(runes)])
	return runes
}

func slicerunetostring(buf *tmpBuf, a []rune) string {
	var utf8 [4]byte
	size := 0
	for _, r := range a {
		size += encoderune(utf8[:], r)
	}
	p := rawstringtmp(buf, size)
	out := bytesAt(p, size, size)
	for _, r := range a {
		if len(out) >= len(utf8) {
			out = out[encoderune(out, r):]
		} else {
			// Not past the end, even if somebody changes a meanwhile.
			out = out[copy(out, utf8[:encoderune(utf8[:], r)]):]
		}
	}
	return stringAt(p, size-len(out))
}

// intstring is string(v) of an integer: the UTF-8 of that code point.
func intstring(buf *[4]byte, v int64) string {
	if buf == nil {
		buf = (*[4]byte)(mallocgc(4, nil, false))
	}
	r := rune(v)
	if int64(r) != v {
		r = runeError
	}
	return stringAt(unsafe.Pointer(buf), encoderune(buf[:], r))
}

// Strings of C end with a 0.

//go:nosplit
func findnull(s *byte) int {
	n := uintptr(0)
	for s != nil && *addb(s, n) != 0 {
		n++
	}
	return int(n)
}

// gostringnocopy makes a string of a C string's own bytes.
func gostringnocopy(s *byte) string { return unsafe.String(s, findnull(s)) }

// gostring copies a C string.
func gostring(s *byte) string { return gostringn(s, findnull(s)) }

func gostringn(s *byte, n int) string {
	if n == 0 {
		return ""
	}
	p := rawstringtmp(nil, n)
	memmove(p, unsafe.Pointer(s), uintptr(n))
	return stringAt(p, n)
}

func gobytes(s *byte, n int) []byte {
	if n < 0 || uintptr(n) > maxAlloc {
		panic(errorString("gobytes: length out of range"))
	}
	b := make([]byte, n)
	memmove(unsafe.Pointer(unsafe.SliceData(b)), unsafe.Pointer(s), uintptr(n))
	return b
}

//go:linkname internal_syscall_gostring internal/syscall/unix.gostring
func internal_syscall_gostring(s *byte) string { return gostring(s) }

//go:linkname syscall_gostring syscall.gostring
func syscall_gostring(s *byte) string { return gostring(s) }

func hasPrefix(s, prefix string) bool {
	return len(prefix) <= len(s) && s[:len(prefix)] == prefix
}

func hasSuffix(s, suffix string) bool {
	return len(suffix) <= len(s) && s[len(s)-len(suffix):] == suffix
}

// atoi64 parses a decimal number.
func atoi64(s string) (n int64, ok bool) {
	digits, limit := s, uint64(1<<63-1)
	if hasPrefix(s, "-") {
		digits, limit = s[1:], 1<<63
	}
	magnitude := uint64(0)
	for i := range len(digits) {
		d := uint64(digits[i] - '0')
		if d > 9 || magnitude > (limit-d)/10 {
			return 0, false
		}
		magnitude = magnitude*10 + d
	}
	if len(digits) < len(s) {
		magnitude = -magnitude
	}
	return int64(magnitude), digits != ""
}

func atoi32(s string) (int32, bool) {
	n, ok := atoi64(s)
	if !ok || n != int64(int32(n)) {
		return 0, false
	}
	return int32(n), true
}

// parseByteCount parses sizes such as 1024, 512B or 10MiB (GOMEMLIMIT).
func parseByteCount(s string) (int64, bool) {
	shift := 0
	if hasSuffix(s, "B") {
		s = s[:len(s)-1]
		for i, unit := range [...]string{"Ki", "Mi", "Gi", "Ti"} {
			if hasSuffix(s, unit) {
				s = s[:len(s)-len(unit)]
				shift = 10 * (i + 1)
				break
			}
		}
	}
	n, ok := atoi64(s)
	if !ok || n < 0 || n<<shift>>shift != n {
		return 0, false
	}
	return n << shift, true
}

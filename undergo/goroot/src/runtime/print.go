// print and println, and what the runtime itself prints with: straight to
// standard error, without allocating.
package runtime

import (
	"internal/goarch"
	"internal/strconv"
	"unsafe"
)

type hex uint64

// printlock keeps the lines of several threads apart; it nests. The thread says that it has the lock before it
// takes it and until it has given it back: a handler that interrupts it anywhere here, to print why the
// program dies, must not wait for a lock that its own thread holds.
func printlock() {
	mp := getg().m
	mp.locks++ // to count and lock on one thread
	mp.printlock++
	if mp.printlock == 1 {
		lock(&printLock)
	}
	mp.locks--
}

func printunlock() {
	mp := getg().m
	mp.locks++
	if mp.printlock == 1 {
		unlock(&printLock)
	}
	mp.printlock--
	mp.locks--
}

var printLock mutex

// gwrite writes to the goroutine's buffer if it has one (for stack dumps into
// memory), else to standard error.
func gwrite(b []byte) {
	if len(b) == 0 {
		return
	}
	if gp := getg(); gp != nil && gp.writebuf != nil && gp.m.dying == 0 {
		// What has no room any more is left out.
		room := cap(gp.writebuf) - len(gp.writebuf)
		gp.writebuf = append(gp.writebuf, b[:min(len(b), room)]...)
		return
	}
	writeErr(b)
}

// writeErr writes to standard error; what a dying program says goes to the file of
// debug.SetCrashOutput too.
func writeErr(b []byte) {
	if len(b) == 0 {
		return
	}
	write(2, unsafe.Pointer(&b[0]), int32(len(b)))
	if fd := crashFD; fd != ^uintptr(0) {
		if gp := getg(); gp != nil && gp.m.dying > 0 || gp == nil && panicking.Load() > 0 {
			write(fd, unsafe.Pointer(&b[0]), int32(len(b)))
		}
	}
}

func printsp() { printstring(" ") }
func printnl() { printstring("\n") }

func printbool(v bool) {
	word := "false"
	if v {
		word = "true"
	}
	printstring(word)
}

// Floating-point numbers are printed in the shortest way that reads back as the same; the buffers
// hold the longest.

func printfloat64(v float64) {
	var text [24]byte
	gwrite(strconv.AppendFloat(text[:0], v, 'g', -1, 64))
}

func printfloat32(v float32) {
	var text [16]byte
	gwrite(strconv.AppendFloat(text[:0], float64(v), 'g', -1, 32))
}

func printcomplex128(c complex128) {
	var text [2*24 + 3]byte
	gwrite(strconv.AppendComplex(text[:0], c, 'g', -1, 128))
}

func printcomplex64(c complex64) {
	var text [2*16 + 3]byte
	gwrite(strconv.AppendComplex(text[:0], complex128(c), 'g', -1, 64))
}

func printuint(v uint64) {
	var digits [20]byte
	gwrite(itoa(digits[:], v))
}

func printint(v int64) {
	if v < 0 {
		printstring("-")
		v = -v
	}
	printuint(uint64(v))
}

// minhexdigits is how many digits printhex prints at least.
var minhexdigits = 1

const hexdigits = "0123456789abcdef"

func printhex(v uint64) {
	var text [18]byte
	at := len(text)
	for n := 0; n < minhexdigits || v > 0; n++ {
		at--
		text[at] = hexdigits[v&15]
		v >>= 4
	}
	at -= 2
	text[at], text[at+1] = '0', 'x'
	gwrite(text[at:])
}

// printquoted prints s as a Go literal in ASCII.
func printquoted(s string) {
	printlock()
	printstring(`"`)
	for _, r := range s {
		switch {
		case r == '\n':
			printstring(`\n`)
		case r == '\r':
			printstring(`\r`)
		case r == '\t':
			printstring(`\t`)
		case r == '"' || r == '\\':
			gwrite([]byte{'\\', byte(r)})
		case ' ' <= r && r <= '~':
			gwrite([]byte{byte(r)})
		case r < 0x10000:
			printescape('u', 4, r)
		default:
			printescape('U', 8, r)
		}
	}
	printstring(`"`)
	printunlock()
}

// printescape prints a backslash, a letter and the digits of r.
func printescape(letter byte, digits int, r rune) {
	text := [10]byte{'\\', letter}
	for i := digits + 1; i > 1; i-- {
		text[i] = hexdigits[r&15]
		r >>= 4
	}
	gwrite(text[:digits+2])
}

func printpointer(p unsafe.Pointer) { printhex(uint64(uintptr(p))) }
func printuintptr(p uintptr)        { printhex(uint64(p)) }

func printstring(s string) {
	gwrite(unsafe.Slice(unsafe.StringData(s), len(s)))
}

func printslice(s []byte) {
	print("[", len(s), "/", cap(s), "]", unsafe.Pointer(unsafe.SliceData(s)))
}

func printeface(e eface) { print("(", unsafe.Pointer(e._type), ",", e.data, ")") }
func printiface(i iface) { print("(", unsafe.Pointer(i.tab), ",", i.data, ")") }

// hexdumpWords prints the words from p to end, two a line, with mark's character in front.
func hexdumpWords(p, end uintptr, mark func(uintptr) byte) {
	printlock()
	minhexdigits = 2 * goarch.PtrSize
	for at := p; at < end; at += goarch.PtrSize {
		if (at-p)%(2*goarch.PtrSize) == 0 {
			if at != p {
				printnl()
			}
			print(hex(at), ": ")
		}
		front := byte(0)
		if mark != nil {
			front = mark(at)
		}
		gwrite([]byte{max(front, ' ')})
		print(hex(*(*uintptr)(unsafe.Pointer(at))), " ")
	}
	minhexdigits = 1
	printnl()
	printunlock()
}

// printMilliseconds prints nanoseconds as milliseconds, below ten of them with two digits that count, the last of
// which is at most a microsecond's.
func printMilliseconds(ns int64) {
	us := uint64(ns) / 1000
	if us == 0 || us >= 10000 {
		printuint(us / 1000)
		return
	}
	unit := uint64(1000)
	for ; us >= 100; us /= 10 {
		unit /= 10
	}
	printuint(us / unit)
	printstring(".")
	for us %= unit; unit > 1; us %= unit {
		unit /= 10
		printuint(us / unit)
	}
}

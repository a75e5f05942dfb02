// print and println, and what the runtime itself prints with: straight to
// standard error, without allocating.
package runtime

import (
	"internal/goarch"
	"internal/strconv"
	"unsafe"
)

type hex uint64

// printlock keeps the lines of several threads apart; it nests.
func printlock() {
	mp := getg().m
	mp.locks++
	mp.printlock++
	if mp.printlock == 1 {
		lock(&printLock)
	}
	mp.locks--
}

func printunlock() {
	mp := getg().m
	mp.printlock--
	if mp.printlock == 0 {
		unlock(&printLock)
	}
}

var printLock mutex

// gwrite writes to the goroutine's buffer if it has one (for stack dumps into
// memory), else to standard error.
func gwrite(b []byte) {
	if len(b) == 0 {
		return
	}
	gp := getg()
	if gp == nil || gp.writebuf == nil || gp.m.dying > 0 {
		writeErr(b)
		return
	}
	n := copy(gp.writebuf[len(gp.writebuf):cap(gp.writebuf)], b)
	gp.writebuf = gp.writebuf[:len(gp.writebuf)+n]
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
	if v {
		printstring("true")
	} else {
		printstring("false")
	}
}

func printfloat64(v float64) {
	var buf [24]byte
	gwrite(strconv.AppendFloat(buf[:0], v, 'g', -1, 64))
}

func printfloat32(v float32) {
	var buf [16]byte
	gwrite(strconv.AppendFloat(buf[:0], float64(v), 'g', -1, 32))
}

func printcomplex128(c complex128) {
	var buf [51]byte
	gwrite(strconv.AppendComplex(buf[:0], c, 'g', -1, 128))
}

func printcomplex64(c complex64) {
	var buf [35]byte
	gwrite(strconv.AppendComplex(buf[:0], complex128(c), 'g', -1, 64))
}

func printuint(v uint64) {
	var buf [20]byte
	gwrite(itoa(buf[:], v))
}

func printint(v int64) {
	if v < 0 {
		printstring("-")
		v = -v
	}
	printuint(uint64(v))
}

var minhexdigits = 0

func printhex(v uint64) {
	const dig = "0123456789abcdef"
	var buf [100]byte
	i := len(buf)
	for i--; i > 0; i-- {
		buf[i] = dig[v%16]
		if v < 16 && len(buf)-i >= minhexdigits {
			break
		}
		v /= 16
	}
	i--
	buf[i] = 'x'
	i--
	buf[i] = '0'
	gwrite(buf[i:])
}

func printquoted(s string) {
	printlock()
	gwrite([]byte(`"`))
	for _, r := range s {
		switch {
		case r == '\n':
			gwrite([]byte(`\n`))
		case r == '\r':
			gwrite([]byte(`\r`))
		case r == '\t':
			gwrite([]byte(`\t`))
		case r == '"' || r == '\\':
			gwrite([]byte{'\\', byte(r)})
		case r >= ' ' && r <= '~':
			gwrite([]byte{byte(r)})
		default:
			const dig = "0123456789abcdef"
			if r < 0x10000 {
				gwrite([]byte{'\\', 'u', dig[r>>12&15], dig[r>>8&15], dig[r>>4&15], dig[r&15]})
			} else {
				gwrite([]byte{'\\', 'U', '0', '0', dig[r>>20&15], dig[r>>16&15], dig[r>>12&15], dig[r>>8&15], dig[r>>4&15], dig[r&15]})
			}
		}
	}
	gwrite([]byte(`"`))
	printunlock()
}

func printpointer(p unsafe.Pointer) { printhex(uint64(uintptr(p))) }
func printuintptr(p uintptr)        { printhex(uint64(p)) }

func printstring(s string) {
	gwrite(unsafe.Slice(unsafe.StringData(s), len(s)))
}

func printslice(s []byte) {
	sp := (*slice)(unsafe.Pointer(&s))
	print("[", sp.len, "/", sp.cap, "]")
	printpointer(sp.array)
}

func printeface(e eface) { print("(", unsafe.Pointer(e._type), ",", e.data, ")") }
func printiface(i iface) { print("(", unsafe.Pointer(i.tab), ",", i.data, ")") }

// hexdumpWords prints the words from p to end, with mark's character in front.
func hexdumpWords(p, end uintptr, mark func(uintptr) byte) {
	printlock()
	var markbuf [1]byte
	markbuf[0] = ' '
	minhexdigits = int(unsafe.Sizeof(uintptr(0)) * 2)
	for i := uintptr(0); p+i < end; i += goarch.PtrSize {
		if i%16 == 0 {
			if i != 0 {
				println()
			}
			print(hex(p+i), ": ")
		}
		if mark != nil {
			markbuf[0] = mark(p + i)
			if markbuf[0] == 0 {
				markbuf[0] = ' '
			}
		}
		gwrite(markbuf[:])
		print(hex(*(*uintptr)(unsafe.Pointer(p + i))), " ")
	}
	minhexdigits = 0
	println()
	printunlock()
}

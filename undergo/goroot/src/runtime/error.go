// The runtime's errors: types that implement runtime.Error, with the reference's
// texts, and how a panic's value is printed.
package runtime

import (
	"internal/abi"
	"internal/bytealg"
	"internal/runtime/sys"
	"unsafe"
)

// Error identifies a run time error.
type Error interface {
	error

	// RuntimeError is a no-op that tells run time errors from others.
	RuntimeError()
}

// A TypeAssertionError explains a failed type assertion.
type TypeAssertionError struct {
	_interface    *_type
	concrete      *_type
	asserted      *_type
	missingMethod string // one method that concrete lacks
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	const prefix = "interface conversion: "
	from, want := "interface", toRType(e.asserted).string()
	if e._interface != nil {
		from = toRType(e._interface).string()
	}
	if e.concrete == nil {
		return prefix + from + " is nil, not " + want
	}
	have := toRType(e.concrete).string()
	if e.missingMethod != "" {
		return prefix + have + " is not " + want + ": missing method " + e.missingMethod
	}
	text := prefix + from + " is " + have + ", not " + want
	switch {
	case have != want:
	case toRType(e.concrete).pkgpath() == toRType(e.asserted).pkgpath():
		text += " (types from different scopes)"
	default:
		text += " (types from different packages)"
	}
	return text
}

// An errorString is a run time error described by one string.
type errorString string

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + string(e) }

type errorAddressString struct {
	msg  string
	addr uintptr
}

func (e errorAddressString) RuntimeError() {}
func (e errorAddressString) Error() string { return "runtime error: " + e.msg }

// Addr is the memory address where a fault occurred.
func (e errorAddressString) Addr() uintptr { return e.addr }

// A plainError is an error that is printed without "runtime error: ".
type plainError string

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return string(e) }

// A boundsError is an index or slice expression out of range: the operand x does not fit y.
type boundsError struct {
	code   abi.BoundsErrorCode
	signed bool // x is an int64, else an uint64
	x      int64
	y      int
}

// A boundsText is how the reference shows an operation out of range; %x and %y stand for the two numbers.
// negative is for an x below zero, where y would say nothing.
type boundsText struct {
	shown, negative string
	measure         string // what y is of the operand, said behind
}

var boundsTexts = [...]boundsText{
	abi.BoundsIndex:      {shown: "[%x]", negative: "[%x]", measure: "length"},
	abi.BoundsSliceAlen:  {shown: "[:%x]", negative: "[:%x]", measure: "length"},
	abi.BoundsSliceAcap:  {shown: "[:%x]", negative: "[:%x]", measure: "capacity"},
	abi.BoundsSliceB:     {shown: "[%x:%y]", negative: "[%x:]"},
	abi.BoundsSlice3Alen: {shown: "[::%x]", negative: "[::%x]", measure: "length"},
	abi.BoundsSlice3Acap: {shown: "[::%x]", negative: "[::%x]", measure: "capacity"},
	abi.BoundsSlice3B:    {shown: "[:%x:%y]", negative: "[:%x:]"},
	abi.BoundsSlice3C:    {shown: "[%x:%y:]", negative: "[%x::]"},
}

// template is the whole text, with its %x and %y.
func (e boundsError) template() string {
	if e.code == abi.BoundsConvert {
		return "cannot convert slice with length %x to array or pointer to array with length %y"
	}
	text := "slice bounds out of range "
	if e.code == abi.BoundsIndex {
		text = "index out of range "
	}
	how := &boundsTexts[e.code]
	switch {
	case e.signed && e.x < 0:
		return text + how.negative
	case how.measure == "":
		return text + how.shown
	}
	return text + how.shown + " with " + how.measure + " %y"
}

func (e boundsError) RuntimeError() {}

func (e boundsError) Error() string {
	template := e.template()
	var digits [20]byte
	text := append(make([]byte, 0, 100), "runtime error: "...)
	for {
		mark := bytealg.IndexByteString(template, '%')
		if mark < 0 {
			return string(append(text, template...))
		}
		text = append(text, template[:mark]...)
		number, signed := int64(e.y), true
		if template[mark+1] == 'x' {
			number, signed = e.x, e.signed
		}
		if signed && number < 0 {
			text = append(text, '-')
			number = -number
		}
		text = append(text, itoa(digits[:], uint64(number))...)
		template = template[mark+2:]
	}
}

// itoa writes n in decimal to the end of buf, and returns that part.
func itoa(buf []byte, n uint64) []byte {
	at := len(buf)
	for more := true; more; more = n > 0 {
		at--
		buf[at] = '0' + byte(n%10)
		n /= 10
	}
	return buf[at:]
}

type stringer interface {
	String() string
}

// printpanicval prints the value of a panic as the reference does: what is of a predeclared type just so,
// what is of a defined type with such an underlying type as T(v), others as their type and address.
func printpanicval(v any) {
	e := efaceOf(&v)
	if e._type == nil {
		print("nil")
		return
	}
	t := toRType(e._type)
	defined := t.pkgpath() != ""
	switch kind := e._type.Kind_; {
	case kind == abi.String && defined:
		print(t.string(), `("`)
		printindented(*(*string)(e.data))
		print(`")`)
	case kind == abi.String:
		printindented(*(*string)(e.data))
	case kind == abi.Complex64 || kind == abi.Complex128:
		// These have parentheses of their own.
		if defined {
			print(t.string())
		}
		printnumber(e._type, e.data)
	case kind > abi.Complex128:
		print("(", t.string(), ") ", e.data)
	case defined:
		print(t.string(), "(")
		printnumber(e._type, e.data)
		print(")")
	default:
		printnumber(e._type, e.data)
	}
}

// printnumber prints the value at p, a number or bool.
func printnumber(t *_type, p unsafe.Pointer) {
	switch kind := t.Kind_; {
	case kind == abi.Bool:
		printbool(*(*bool)(p))
	case kind == abi.Float32:
		print(*(*float32)(p))
	case kind == abi.Float64:
		print(*(*float64)(p))
	case kind == abi.Complex64:
		print(*(*complex64)(p))
	case kind == abi.Complex128:
		print(*(*complex128)(p))
	default:
		// An integer. They are little-endian: move it up, and down again with or without its sign.
		unused := 64 - 8*t.Size_
		word := uint64(0)
		memmove(unsafe.Pointer(&word), p, t.Size_)
		if kind <= abi.Int64 {
			printint(int64(word<<unused) >> unused)
		} else {
			printuint(word)
		}
	}
}

// printindented prints s with a tab behind every newline, so that a panic's text
// cannot be taken for the runtime's own lines.
func printindented(s string) {
	for i := bytealg.IndexByteString(s, '\n'); i >= 0; i = bytealg.IndexByteString(s, '\n') {
		print(s[:i], "\n\t")
		s = s[i+1:]
	}
	print(s)
}

// panicwrap reports a method with a value receiver called through a nil pointer.
// It finds the names in its caller's, pkg.(*T).M.
func panicwrap() {
	caller := funcNameForPrint(funcname(findfunc(sys.GetCallerPC() - 1)))
	const opening, closing = ".(*", ")."
	i := bytealg.IndexString(caller, opening)
	j := bytealg.IndexString(caller, closing)
	if i < 0 || j < i {
		throw("panicwrap: not a method's name: " + caller)
	}
	pkg, typ, method := caller[:i], caller[i+len(opening):j], caller[j+len(closing):]
	panic(plainError("value method " + pkg + "." + typ + "." + method + " called using nil *" + typ + " pointer"))
}

//go:linkname maps_errNilAssign internal/runtime/maps.errNilAssign
var maps_errNilAssign error = plainError("assignment to entry in nil map")

// zeroVal is what a map lookup that finds nothing points to; reflect shares it.
var zeroVal [abi.ZeroValSize]byte

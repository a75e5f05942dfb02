// Division of complex numbers, with the special cases of Annex G of the C standard.

package runtime

import "unsafe"

func f64bits(f float64) uint64 { return *(*uint64)(unsafe.Pointer(&f)) }

func f64from(b uint64) float64 { return *(*float64)(unsafe.Pointer(&b)) }

func f64isNaN(f float64) bool    { return f != f }
func f64isFinite(f float64) bool { return !f64isNaN(f - f) }
func f64isInf(f float64) bool    { return !f64isNaN(f) && !f64isFinite(f) }
func f64abs(f float64) float64   { return f64from(f64bits(f) &^ (1 << 63)) }

func f64copysign(f, sign float64) float64 {
	return f64from(f64bits(f)&^(1<<63) | f64bits(sign)&(1<<63))
}

// boxInf maps infinities to 1 and everything else to 0, keeping the sign.
func boxInf(f float64) float64 {
	if f64isInf(f) {
		return f64copysign(1, f)
	}
	return f64copysign(0, f)
}

func complex128div(n complex128, m complex128) complex128 {
	a, b, c, d := real(n), imag(n), real(m), imag(m)
	var e, f float64
	// Divide by the larger component of m first: no overflow on the way.
	if f64abs(c) >= f64abs(d) {
		r := d / c
		den := c + r*d
		e, f = (a+b*r)/den, (b-a*r)/den
	} else {
		r := c / d
		den := d + r*c
		e, f = (a*r+b)/den, (b*r-a)/den
	}
	if f64isNaN(e) && f64isNaN(f) {
		inf := f64from(0x7ff0 << 48)
		switch {
		case m == 0 && (!f64isNaN(a) || !f64isNaN(b)):
			e = f64copysign(inf, c) * a
			f = f64copysign(inf, c) * b
		case (f64isInf(a) || f64isInf(b)) && f64isFinite(c) && f64isFinite(d):
			a, b = boxInf(a), boxInf(b)
			e = inf * (a*c + b*d)
			f = inf * (b*c - a*d)
		case (f64isInf(c) || f64isInf(d)) && f64isFinite(a) && f64isFinite(b):
			c, d = boxInf(c), boxInf(d)
			e = 0 * (a*c + b*d)
			f = 0 * (b*c - a*d)
		}
	}
	return complex(e, f)
}

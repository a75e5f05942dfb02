package lib

import "fmt"

type Pair[A, B any] struct { a A; b B }

// Describe has types of its own, generic ones among them.
func Describe[A any](v A) string {
	type T[X any] struct {
		v A
		x X
	}
	type L[X any] struct {
		head X
		next *L[X]
	}
	type U struct{ t T[int]; l *L[A] }
	u := U{T[int]{v, 4}, &L[A]{v, &L[A]{v, nil}}}
	f := func() any { type In[Y any] struct { y Y; u U }; return In[bool]{true, u} }
	n := 0
	for l := u.l; l != nil; l = l.next { n++ }
	return fmt.Sprintf("%T %T %T %T %d", u, u.t, u.l, f(), n)
}

func Small[A any](v A) any { type S[X, Y any] struct { x X; y Y }; return S[A, Pair[A, int]]{x: v} }

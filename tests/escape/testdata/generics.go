package generics

type Number interface{ ~int | ~float64 }

type List[T any] struct {
	head *node[T]
	n    int
}

type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) { l.head = &node[T]{v, l.head}; l.n++ }

func (l *List[T]) Each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.v)
	}
}

func Sum[T Number](s []T) T {
	var t T
	for _, x := range s {
		t += x
	}
	return t
}

func Ptr[T any](v T) *T { return &v }

func Map[T, U any](s []T, f func(T) U) []U {
	r := make([]U, 0, len(s))
	for _, x := range s {
		r = append(r, f(x))
	}
	return r
}

func use() int {
	var l List[int]
	l.Push(1)
	t := 0
	l.Each(func(n int) { t += n })
	m := Map([]int{1, 2}, func(i int) string { return "x" })
	p := Ptr(3)
	return t + len(m) + *p + Sum([]int{1, 2, 3})
}

// Addressable values call pointer methods, interfaces need the right set.
package main

type T struct{ n int }

func (t T) Get() int   { return t.n }
func (t *T) Set(n int) { t.n = n }

type Getter interface{ Get() int }
type Setter interface{ Set(int) }
type Both interface {
	Getter
	Setter
}

func main() {
	var t T
	t.Set(3)
	println(t.Get(), (&t).Get())
	arr := []T{{1}, {2}}
	arr[1].Set(20)
	println(arr[1].Get())
	var g Getter = t
	t.Set(4)
	println(g.Get())
	g = &t
	t.Set(5)
	println(g.Get())
	var b Both = &t
	b.Set(6)
	println(t.n, b.Get())
	_, ok := any(t).(Setter)
	_, ok2 := any(&t).(Setter)
	_, ok3 := any(t).(Getter)
	println(ok, ok2, ok3)
	m := map[string]*T{"a": {7}}
	m["a"].Set(8)
	println(m["a"].Get())
	func() T { return T{9} }().Get()
	s := struct{ T }{T{1}}
	s.Set(10)
	println(s.Get())
	_, ok4 := any(s).(Setter)
	_, ok5 := any(struct{ *T }{&t}).(Both)
	println(ok4, ok5)
}

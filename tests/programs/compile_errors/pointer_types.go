// Faults with pointers.
package main

type T struct{ x int }

func (t *T) P() {}
func (t T) V()  {}

func get() T { return T{} }

func main() {
	var p **T
	p.x = 1
	p.P()
	(*p).V()
	_ = &get()
	_ = &get().x
	_ = &1
	_ = &"s"
	_ = &T{}.x
	get().P()
	_ = *T{}
	_ = **(*p)
	var i interface{ P() }
	i = T{}
	i.x = 1
	(*i).P()
	var q *interface{ P() } = &i
	q.P()
	_ = p == 5
	_ = &main
	_ = &map[string]int{}["a"]
	_ = new(T).y
}

// Anonymous structs are identical when their fields are.
package main

func get() struct{ X, Y int } { return struct{ X, Y int }{3, 4} }

type pt struct{ X, Y int }

func main() {
	var p pt = get()
	v := get()
	v = p
	println(p.X, v.Y)
	list := []struct {
		name string
		fn   func(int) int
	}{
		{"double", func(i int) int { return 2 * i }},
		{name: "square", fn: func(i int) int { return i * i }},
		{},
	}
	for _, l := range list {
		if l.fn == nil {
			println("nil", len(l.name))
			continue
		}
		println(l.name, l.fn(7))
	}
	m := map[struct{ a, b int }]string{{1, 2}: "one-two", {}: "zero"}
	println(m[struct{ a, b int }{1, 2}], m[struct{ a, b int }{}])
	var nested struct {
		in struct{ deep [2]struct{ v int } }
	}
	nested.in.deep[1].v = 42
	q := &nested.in.deep[1]
	q.v++
	println(nested.in.deep[1].v)
}

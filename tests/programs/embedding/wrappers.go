// Promoted methods called through interfaces keep receiver identity and variadics.
package main

type core struct{ log []string }

func (c *core) Log(parts ...string) int {
	s := ""
	for _, p := range parts {
		s += p
	}
	c.log = append(c.log, s)
	return len(c.log)
}

type mid struct {
	pad [3]int
	core
}
type top struct {
	name string
	*mid
}
type Logger interface{ Log(...string) int }

func main() {
	t := top{"t", &mid{}}
	var l Logger = t
	println(l.Log("a", "b"))
	l = &t
	println(l.Log())
	l = t.mid
	println(l.Log([]string{"x", "y"}...))
	f := t.Log
	t.mid = &mid{}
	println(f("old"), t.Log("new"))
	g := (*top).Log
	println(g(&t, "expr"), top.Log(t, "expr2"))
	for _, s := range t.log {
		print(s, ";")
	}
	println()
}

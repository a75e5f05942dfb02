// Range over arrays, slices, strings, maps, channels, with all variable forms.
package main

func get() []int { print("once "); return []int{1, 2, 3} }

type pt struct{ i, v int }

func main() {
	for i, v := range get() {
		print(i, v, " ")
	}
	println()
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v)
		s[2] = 50
		print(i, v, " ")
	}
	println(len(s))
	var p pt
	a := [3]int{7, 8, 9}
	for p.i, p.v = range a {
	}
	println(p.i, p.v)
	m := map[string]int{"k": 1}
	for k := range m {
		println(k)
	}
	var arr [2]string
	for arr[0], arr[1] = range map[string]string{"x": "y"} {
	}
	println(arr[0], arr[1])
	c := make(chan int, 5)
	for i := range 5 {
		c <- i
	}
	close(c)
	for v := range c {
		if v == 2 {
			break
		}
		print(v)
	}
	println(len(c))
	for range c {
	}
	println(len(c))
	for _, r := range "aé" {
		print(r, " ")
	}
	for i := range []struct{}{{}, {}} {
		print(i)
	}
	var idx []int
	for len(idx) < 3 {
		idx = append(idx, len(idx))
	}
	for idx[0] = range idx {
	}
	println(idx[0])
	for i := range a {
		a[i] = i
		defer print(a[i])
	}
	pa := &a
	for i, v := range pa {
		pa[2] = 100
		print(i, v, ";")
	}
	println()
}

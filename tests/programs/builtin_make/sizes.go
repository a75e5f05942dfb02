// make of slices, maps and channels with constant and variable sizes of several types.
package main

func main() {
	var n8 uint8 = 3
	var n64 int64 = 4
	s := make([]int, n8, n64)
	println(len(s), cap(s))
	t := make([]string, 2)
	println(len(t), cap(t), t[1] == "")
	m := make(map[string]int, n64)
	m["a"] = 1
	println(len(m))
	c := make(chan int, n8)
	println(cap(c), len(c))
	d := make([]byte, 1e3)
	println(len(d))
	e := make([]int, 0)
	println(e == nil, len(e))
	f := make([][4]int, n8)
	f[2][3] = 5
	println(f[2][3], len(f[0]))
	type M map[int]M
	g := make(M)
	g[1] = make(M, 10)
	g[1][2] = nil
	println(len(g), len(g[1]), len(g[1][2]), g[5] == nil)
	h := make([]struct{}, 1<<40)
	println(len(h))
	k := 1000000
	i := make([]int, k)
	i[k-1] = 1
	sum := 0
	for _, v := range i {
		sum += v
	}
	println(sum)
	for _, f := range []func(){
		func() { _ = make([]int, k<<50) },
		func() { _ = make([]int, 5, k-k+2) },
		func() { _ = make([]byte, -k) },
		func() { _ = make(chan [100]int, k<<50) },
	} {
		func() {
			defer func() { println(recover().(error).Error()) }()
			f()
		}()
	}
	p := new([]int)
	println(*p == nil, len(*p))
}

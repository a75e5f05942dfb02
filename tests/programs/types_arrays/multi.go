// Arrays of arrays, sparse literals, zero length.
package main

const N = 4

func main() {
	var g [N][N]int
	for i := range N {
		for j := range N {
			g[i][j] = i * j
		}
	}
	h := g
	h[3][3] = -1
	println(g[3][3], h[3][3], len(g), len(g[0]))
	a := [...]string{2: "c", "d", 0: "a"}
	println(len(a), a[0], a[1] == "", a[2], a[3])
	var z [0]int
	println(len(z), cap(z))
	for range z {
		println("never")
	}
	p := &g
	for i := range p {
		print(p[i][2], " ")
	}
	println(len(p), cap(p[:2]))
	const c = len([3]struct{}{}) * cap([2]int{})
	println(c)
	var np *[5]int
	for i := range np {
		print(i)
	}
	println(len(np))
	var arr [c]int8
	arr[c-1] = 127
	arr[c-1]++
	println(arr[5])
}

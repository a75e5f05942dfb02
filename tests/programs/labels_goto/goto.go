// Goto forward, backward, out of blocks, state machines.
package main

func machine(s string) (n int) {
	i := 0
start:
	if i == len(s) {
		goto end
	}
	switch s[i] {
	case 'a':
		i++
		goto sawA
	}
	i++
	goto start
sawA:
	if i < len(s) && s[i] == 'b' {
		n++
		i++
		goto start
	}
	goto start
end:
	return
}

func main() {
	println(machine("abaabbab"), machine(""), machine("aaab"))
	i := 0
again:
	if i < 3 {
		j := i * 2
		f := func() int { return j }
		print(f(), " ")
		i++
		goto again
	}
	println()
	for k := 0; k < 3; k++ {
		for {
			if k == 1 {
				goto next
			}
			break
		}
		print("k", k, " ")
	next:
	}
	println()
	{
		goto inner
	inner:
		println("inner")
	}
	x := 5
	if x > 3 {
		goto L
	}
	println("skipped")
L:
	println("L")
	var fs []func() int
	n := 0
back:
	v := n
	fs = append(fs, func() int { v++; return v })
	if n++; n < 3 {
		goto back
	}
	println(fs[0](), fs[0](), fs[2]())
}

// Concatenation of two to many strings, with empty ones.
package main

func five(a, b, c, d, e string) string { return a + b + c + d + e }

func many(p ...string) (r string) {
	for _, x := range p {
		r = r + x + "," + x[:len(x)/2]
	}
	return
}

func main() {
	e := ""
	a := "abc"
	println(a+e, e+a, e+e == "", five("1", "", "3", "", "5"), five("", "", "x", "", ""))
	println(many("aaaa", "bb", ""))
	println(a + "-" + a + "-" + a + "-" + a + "-" + a + "-" + a + "-" + a)
	b := []byte("mut")
	s := "<" + string(b) + ">"
	b[0] = 'X'
	println(s, string(b))
	t := a
	for range 10 {
		t += t
		if len(t) > 100 {
			break
		}
	}
	println(len(t), t[:9])
	x := [3]string{"p", "q", "r"}
	x[1] += x[0] + x[2]
	println(x[0], x[1], x[2])
}

// all errors
package main

type block struct {
	bytes [1200000000]byte
}

func (b block) first() byte {
	return b.bytes[0]
}

func fill() (b block) {
	b.bytes[7] = 1
	return b
}

func sum(x *[1<<30 + 4096]byte) (n int) {
	for _, b := range *x {
		n += int(b)
	}
	return n
}

func count(x *[1<<30 + 4096]byte) (n int) {
	for i := range *x {
		n += i
	}
	return n
}

func main() {
	f := func(b *block, c block) bool { return b != &c }
	println(f(nil, fill()))
}

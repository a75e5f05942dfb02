// An untyped left operand takes the type of its context.
package main

func main() {
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var w int64 = 1.0 << 33
	println(i, j, k, w)
	var u = 1<<s != 0
	var v = 1<<s == 2<<s
	println(u, v)
	var a [10]byte
	a[1<<(s-32)] = 3
	println(a[2])
	var b = make([]byte, 1<<(s-30))
	println(len(b))
	var f = float64(1 << 3)
	println(f == 8)
	var m uint8 = 255
	println(m<<1>>1, (m<<1)>>1, m<<8)
	const c = 1 << 40 >> 38
	println(c)
	var by byte = 1<<s>>s | 7
	println(by)
	p := int8(1)<<(s-26) + int8(s)
	println(p)
}

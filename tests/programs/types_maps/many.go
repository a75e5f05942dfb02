// Many insertions and deletions keep every entry.
package main

func main() {
	m := make(map[int]int)
	for i := 0; i < 20000; i++ {
		m[i*7] = i
	}
	for i := 0; i < 20000; i += 3 {
		delete(m, i*7)
	}
	sum, n := 0, 0
	for k, v := range m {
		if k != v*7 {
			println("bad", k, v)
		}
		sum += v
		n++
	}
	println(n, len(m), sum)
	for i := 0; i < 20000; i++ {
		_, ok := m[i*7]
		if ok != (i%3 != 0) {
			println("wrong", i)
		}
	}
	s := map[string]int{}
	buf := []byte("key-00000")
	for i := 0; i < 5000; i++ {
		for j, k := 8, i; j > 3; j, k = j-1, k/10 {
			buf[j] = byte('0' + k%10)
		}
		s[string(buf)] = i
	}
	println(len(s), s["key-04321"], s["key-00000"])
	f := map[float32]bool{}
	for i := range 100 {
		f[float32(i)/2] = true
	}
	println(len(f), f[49.5], f[50])
}

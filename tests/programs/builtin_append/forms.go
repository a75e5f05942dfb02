// append, copy, clear, min and max in all their forms.
package main

import "fmt"

type Sl []int
type By []byte

func ret() ([]int, int) { return []int{1}, 2 }

func main() {
	s := append(Sl{1}, []int{2, 3}...)
	fmt.Printf("%T %v\n", s, append(s, s[0], s[1]))
	fmt.Println(string(append(By("ab"), "cd"...)), append([]int(nil)), append([]any{}, nil, 1, []int{}), append([]any(nil), []any{1, 2}...))
	s = append(s[:1], s[2:]...)
	fmt.Println(s, len(s))
	s = append(s, append(s, s...)...)
	fmt.Println(s)
	fmt.Println(append(ret()))
	var m [][]int
	m = append(m, nil, []int{1}, append([]int{}, 5))
	fmt.Println(m, len(m))
	arr := [5]int{1, 2, 3, 4, 5}
	t := append(arr[:2], 30)
	fmt.Println(arr, t)
	n := copy(arr[3:], []int{7, 8, 9})
	fmt.Println(arr, n)
	x := []byte("hello")
	fmt.Println(copy(x, "HE"), string(x), copy(x[1:], x), string(x))
	clear(arr[1:3])
	fmt.Println(arr)
	type T struct {
		p *int
		s string
	}
	ts := []T{{new(int), "a"}, {nil, "b"}}
	clear(ts)
	fmt.Println(ts)
	a, b, c := 3, 1, 2
	fmt.Println(min(a, b, c), max(a, b, c), min("b", "a"), max(2.5, float64(a)), min(1, 2.5), max('a', 'b'))
	const k = min(3, 4.5) + max(1, 2)
	fmt.Println(k, len([k]int{}))
	f := func() int { fmt.Print("f "); return 9 }
	fmt.Println(min(f(), f()-1, 10))
	st := []struct{}{}
	for range 100 {
		st = append(st, struct{}{})
	}
	fmt.Println(len(st))
	big := make([]int, 0, 1)
	for i := range 10000 {
		big = append(big, i)
	}
	fmt.Println(len(big), big[9999])
}

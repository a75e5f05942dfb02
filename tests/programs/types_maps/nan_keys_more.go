// Maps with NaN, signed zero, interface, array, struct with blank-free fields, complex and pointer keys.
package main

import (
	"fmt"
	"math"
)

type K struct {
	f float64
	i any
	s string
}
type E struct{}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(r)
		}
	}()
	f()
}

func main() {
	nan := math.NaN()
	m := map[float64]int{}
	m[nan] = 1
	m[nan] = 2
	m[0.0] = 3
	m[math.Copysign(0, -1)]++
	_, ok := m[nan]
	fmt.Println(len(m), ok, m[0])
	delete(m, nan)
	n := 0
	for k, v := range m {
		if k != k {
			n += v
		}
	}
	fmt.Println(len(m), n)
	clear(m)
	fmt.Println(len(m))
	c := map[complex128]string{complex(nan, 1): "nan", complex(0, math.Copysign(0, -1)): "zero"}
	fmt.Println(c[0], c[complex(nan, 1)] == "", len(c))
	i := map[any]int{1: 1, int8(1): 2, "1": 3, 1.0: 4, nil: 5, [2]int{1, 2}: 6, K{1, 2, "x"}: 7, E{}: 8, true: 9, 'a': 10, complex64(1): 11}
	fmt.Println(i[1], i[int8(1)], i["1"], i[1.0], i[nil], i[[2]int{1, 2}], i[K{1, 2, "x"}], i[E{}], i[true], i['a'], i[complex64(1)], i[uint(1)], len(i))
	i[nan]++
	i[nan]++
	i[K{nan, 1, ""}]++
	fmt.Println(len(i), i[nan])
	try(func() { i[[]int{1}] = 1 })
	try(func() { _ = i[map[int]int{}] })
	try(func() { _ = i[func() {}] })
	try(func() { i[K{1, []int{}, ""}] = 1 })
	try(func() { i[[1]any{func() {}}] = 1 })
	try(func() { delete(i, struct{ f func() }{}) })
	try(func() { var e map[any]int; _ = e[[]int{}] })
	a := map[[3]string]bool{{"a", "b", "c"}: true}
	fmt.Println(a[[3]string{"a", "b", "c"}], a[[3]string{"a", "b"}])
	p, q := new(int), new(int)
	pm := map[*int]string{p: "p", q: "q", nil: "nil"}
	fmt.Println(pm[p], pm[q], pm[nil])
	ch := make(chan int)
	cm := map[chan int]int{ch: 1, nil: 2}
	fmt.Println(cm[ch], cm[nil])
	em := map[E]int{}
	em[E{}]++
	em[struct{}{}]++
	fmt.Println(em, len(em))
	bm := map[bool][]int{true: {1}}
	bm[false] = append(bm[false], 2, 3)
	fmt.Println(bm)
	var nilm map[string]int
	fmt.Println(nilm["x"], len(nilm), nilm == nil)
	big := map[[20]int64]string{{19: 5}: "five"}
	fmt.Println(big[[20]int64{19: 5}])
	big[[20]int64{}] += "z"
	fmt.Println(len(big))
	ms := map[string]*struct{ n int }{"a": {1}}
	ms["a"].n += 5
	fmt.Println(ms["a"].n)
	mm := map[string]map[int]float32{"x": {1: .5}}
	mm["x"][1] *= 3
	mm["y"] = map[int]float32{}
	mm["y"][7]--
	fmt.Println(mm)
}

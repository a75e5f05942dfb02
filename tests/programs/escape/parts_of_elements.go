package main

import "fmt"

type row struct {
	cells [3]int
	name  string
}

func (r *row) self() *row     { return r }
func (r *row) cell(i int) *int { return &r.cells[i] }

func rows(n int) (s []row) {
	for i := range n {
		s = append(s, row{[3]int{i + 1, i + 2, i + 3}, "row"})
	}
	return
}

var kept []row

//go:noinline
func sliced(n int) *int {
	var s []row
	for i := range n {
		s = append(s, row{cells: [3]int{i + 5}})
	}
	if len(s) == 1 {
		return &s[0].cells[:][0]
	}
	kept = s
	return nil
}

//go:noinline
func field(n int) *string {
	var s []row
	for range n {
		s = append(s, row{name: "kept"})
	}
	if len(s) == 1 {
		return &s[0].name
	}
	kept = s
	return nil
}

//go:noinline
func method(n int) *row {
	var s []row
	for i := range n {
		s = append(s, row{cells: [3]int{i + 7}})
	}
	if len(s) == 1 {
		return s[0].self()
	}
	kept = s
	return nil
}

//go:noinline
func bound(n int) func(int) *int {
	var s []row
	for i := range n {
		s = append(s, row{cells: [3]int{i + 9, 10}})
	}
	if len(s) == 1 {
		return s[0].cell
	}
	kept = s
	return nil
}

//go:noinline
func clobber(n int) int {
	var buf [256]int
	for i := range buf {
		buf[i] = -n
	}
	if n > 0 {
		return clobber(n-1) + buf[n]
	}
	return buf[0]
}

// Pointers into an element of a slice that grew by append keep its array.
func main() {
	a, b, c, d := sliced(1), field(1), method(1), bound(1)
	fmt.Println(clobber(9))
	fmt.Println(*a, *b, c.cells, *d(1), len(rows(3)))
}

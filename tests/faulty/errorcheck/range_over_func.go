// all errors
package main

import "iter"

func seq(yield func(int) bool)         {}
func seq2(yield func(int, string) bool) {}
func noyield()                         {}
func wrong(yield func(int))            {}
func results(yield func(int) bool) int { return 0 }
func three(y func(a, b, c int) bool)   {}

func main() {
	for x := range seq {
		return x
	}
	for x, y := range seq {
	}
	for x, y, z := range seq2 {
	}
	for range noyield {
	}
	for x := range wrong {
	}
	for x := range results {
	}
	for x := range three {
	}
	for x := range seq() {
	}
	var s string
	for s = range seq {
	}
	for _, n := range seq2 {
		var i int = n
	}
	for x := range iter.Seq[int](nil) {
		x = "a"
	}
	var it iter.Seq2[int, error]
	for k, v := range it {
		k = v
	}
	for x := range it.foo {
	}
	for i := range 10.5 {
	}
	for i := range -5 {
		i = "x"
	}
	for i := range "abc"[0] {
	}
	for range [3]int{} {
	}
	for i := range int8(300) {
	}
	for i, j := range 10 {
	}
	const c = 10
	for i := range c {
		i := i
	}
	for i := range uint8(5) {
		var j int = i
	}
L:
	for range seq {
		break M
		continue L
		goto N
		defer func() { break L }()
	}
N:
}

// all errors
package main

type S struct{ f func() }
type A [2][]int
type I interface{ M() }
type J interface{ N() }
type C int

func (C) M() {}

func main() {
	var s1, s2 S
	_ = s1 == s2
	var a1, a2 A
	_ = a1 != a2
	var f1, f2 func()
	_ = f1 == f2
	_ = f1 == nil
	_ = nil == f1
	var m map[int]int
	_ = m == m
	_ = []int{} == []int{}
	var i I
	var j J
	_ = i == j
	_ = i == C(1)
	_ = j == C(1)
	_ = i == 1
	_ = i == nil
	var p *int
	var q *string
	_ = p == q
	_ = p < p
	_ = p == 0
	var c1 chan int
	var c2 <-chan int
	_ = c1 == c2
	_ = c1 < c2
	var st struct{ a int }
	var st2 struct{ a int8 }
	_ = st == st2
	_ = st < st
	_ = 1 < "a"
	_ = true < false
	_ = 1i <= 2i
	var n8 int8
	var n16 int16
	_ = n8 == n16
	_ = n8 == 300
	_ = n8 < 1.5
	_ = "a" == 'a'
	_ = i == s1
	_ = any(1) == []int{}
	_ = any(s1) == s1
	_ = [0]func(){} == [0]func(){}
	_ = struct{}{} == struct{}{}
	_ = (*S)(nil) == &s1
	_ = main == nil
	_ = 1 == 1 == true
	_ = 1 == 1 == 1
	_ = !1 == 0
	_ = a1 == [2][]int{}
}

// all errors
package main

func v(a int, b ...string) {}
func two() (int, string)   { return 0, "" }
func none()                {}
func one() int             { return 1 }

func main() {
	v()
	v("x")
	v(1, 2)
	v(1, "a", 2)
	v(1, []string{}...)
	v(1, "a", []string{}...)
	v(1, []int{}...)
	v([]int{}...)
	v(1, nil...)
	v(1, nil)
	v(two())
	v(two(), "x")
	v(1, two())
	none(none())
	one(two()...)
	v(none())
	x := none()
	var y = none()
	one() = 2
	a, b := one()
	c := two()
	d, e, f := two()
	two() + 1
	_ = two() + 1
	_ = none() == nil
	println(none())
	println(two())
	one(1)
	one(1, 2)
	v(1, "a"...)
	_ = append([]int{}, []string{}...)
	_ = append([]int{}, 1, []int{2}...)
	_ = append(1, 2)
	_ = append()
	_ = append([]byte{}, "abc"...)
	_ = append([]byte{}, "abc")
	if one() {
	}
	for none() {
	}
	switch none() {
	}
	return one()
}

// nil without a type.
package main

func main() {
	x := nil
	var y = nil
	_ = nil
	var i int = nil
	var s string = nil
	var a [2]int = nil
	var st struct{} = nil
	_ = nil == nil
	_ = nil + 1
	switch nil {
	}
	if nil {
	}
	for range nil {
	}
	len(nil)
	_ = []int{nil}
	_ = map[string]int{"a": nil}
	f(nil, nil)
	nil()
	*nil = 1
	nil.x = 1
	return nil
}

func f(x int, y []int) {}

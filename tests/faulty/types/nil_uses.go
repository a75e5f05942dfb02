package main

func main() {
	x := nil
	var y = nil
	var i int = nil
	var s string = nil
	_ = nil.foo
	_ = nil + 1
	_ = nil == 1
	nil()
	_ = []int{nil}
	for range nil {
	}
	switch nil {
	}
	return nil
}

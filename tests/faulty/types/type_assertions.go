package main

func main() {
	x := 5
	_ = x.(int)
	var e error
	_ = e.(int)
	_ = e.(undefined)
	switch x.(type) {
	}
	switch y := e.(type) {
	case string:
	case int, error:
	}
	_, a, b := e.(error)
}

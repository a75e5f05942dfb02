package main

func main() {
	var e error
	switch y := e.(type) {
	case int:
	case error, nil:
	}
	switch z := e.(type) {
	}
	switch e.(type) {
	case 5:
	case e:
	case undefined:
	case []int:
	}
	_ = e.(type)
}

package main

func main() {
	var x any
	switch x.(type) {
	case int, string, int:
	case string:
	case nil, nil:
	case error:
	case interface{ Error() string }:
	default:
	default:
	}
	select {
	default:
	default:
	}
}

package main

func main() {
	var x any
	switch y := x.(type); y {
	}
	z := x.(type)
	switch (x.(type)) {
	}
}

package main

x := 1

for {
}

func main() {}

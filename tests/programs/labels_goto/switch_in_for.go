// break and continue among nested for, switch, select and type switch, with and without labels.
package main

func main() {
	n := 0
	for i := 0; ; i++ {
		switch {
		case i == 3:
			continue
		case i > 6:
			goto out
		default:
			if i == 5 {
				break
			}
			n += i
		}
		n += 100
	}
out:
	println(n)
outer:
	for i := range 5 {
	sw:
		switch i {
		case 0:
			for j := range 5 {
				if j == 1 {
					continue
				}
				if j == 3 {
					break sw
				}
				print(j, " ")
			}
		case 1:
			for {
				switch {
				default:
					continue outer
				}
			}
		case 2:
			select {
			default:
				break
			}
			print("after select ")
		case 3:
			switch x := any(i).(type) {
			case int:
				if x == 3 {
					break
				}
				print("never")
			}
			print("type switch done ")
		case 4:
			break outer
		}
		print("end", i, " ")
	}
	println()
	k := 0
loop:
	for k < 100 {
		k++
		switch k % 4 {
		case 0:
			continue loop
		case 1:
			k += 2
			fallthrough
		case 2:
			k++
		case 3:
			if k > 50 {
				break loop
			}
		}
	}
	println(k)
	m := map[int]bool{1: true, 2: true, 3: true}
	c := 0
count:
	for range m {
		for range "ab" {
			c++
			if c == 4 {
				break count
			}
			continue count
		}
	}
	println(c)
	for i, done := 0, false; !done; i++ {
		for j := i; ; j++ {
			if j > 3 {
				done = true
				break
			}
			if j == 2 {
				break
			}
		}
		if i > 10 {
			break
		}
		print(i, " ")
	}
	println()
	println("end")
}

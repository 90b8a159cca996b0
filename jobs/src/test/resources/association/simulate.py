import random,math
random.seed(20260)
N=90
ids=[f"P{i:03d}" for i in range(N)]
sex=[random.choice([1,2]) for _ in range(N)]
age=[round(random.gauss(55,12),1) for _ in range(N)]
batch=[random.choice([0,1,2]) for _ in range(N)]
def gt(f,s,c,miss):
    if random.random()<miss: return '.' if (c in('Y','MT') or (c=='X' and s==1)) else './.'
    a=lambda: int(random.random()<f)
    if c=='X' and s==1: return str(a())
    if c=='Y': return str(a()) if s==1 else '.'
    if c=='MT': return str(a())
    return f"{a()}/{a()}"
rows=[];g={}
pos=1000
for c,n in (('1',70),('2',40),('X',20),('Y',4),('MT',4)):
    for k in range(n):
        pos+=random.randint(50,900)
        f=random.choice([0.01,0.03,0.1,0.3,0.5,0.7,0.95])
        miss=random.choice([0,0,0.02,0.2,0.93])
        x=[gt(f,sex[i],c,miss) for i in range(N)]
        alt='G'
        if c=='1' and k in (3,4,5):
            alt='G,T'; x=[random.choice(['0/0','0/1','0/2','1/2','1/1','2/2','0/0','0/1']) for _ in range(N)]
        if c=='1' and k==6: x=['0/1','0/0','1/1']*(N//3)   # a tie
        if c=='1' and k==7: x=['0/0']*N
        if c=='1' and k==8: x=['1/1']*N
        if c=='1' and k==9: x=['./.']*N
        if c=='2' and k==1: x=['0','1']*(N//2)
        if c=='X' and k<3: x=[('0/1' if sex[i]==1 and random.random()<.1 else v) for i,v in enumerate(x)]
        rows.append((c,pos,f"v{len(rows)+1}",'A',alt,x))
y=[]; st=[]
causal=rows[20][5]; causal2=rows[115][5]
def d(v): return v.count('1')
for i in range(N):
    y.append(round(3+0.6*d(causal[i])+0.5*d(causal2[i])+0.03*age[i]-0.2*batch[i]+random.gauss(0,1),4))
    st.append(2 if random.random()<1/(1+math.exp(-(-1.2+0.9*d(causal[i])+0.02*(age[i]-55)))) else 1)
# one allele that only cases carry
x=[('0/1' if st[i]==2 and random.random()<.3 else '0/0') for i in range(N)]
rows.insert(110,('2',rows[109][1]+7,'parting','A','G',x))
# one that is nearly the batch
x=[['0/0','0/1','1/1'][batch[i]] if random.random()<.985 else '0/1' for i in range(N)]
rows.insert(111,('2',rows[110][1]+7,'batch-like','A','G',x))
x=[['0/0','0/1','1/1'][batch[i]] for i in range(N)]
rows.insert(112,('2',rows[111][1]+7,'batch','A','G',x))
with open('genotypes.vcf','w') as o:
    o.write("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t"+"\t".join(ids)+"\n")
    for c,p,i,r,a,x in rows: o.write("\t".join([c,str(p),i,r,a,'.','.','.','GT']+x)+"\n")
with open('phenotypes.txt','w') as o:
    for i in range(N): o.write(f"{ids[i]} {ids[i]} {'NA' if i==11 else -9 if i==40 else y[i]} {0 if i==12 else -9 if i==41 else st[i]}\n")
with open('covariates.txt','w') as o:
    o.write("FID IID age batch\n")
    for i in range(N): o.write(f"{ids[i]} {ids[i]} {'NA' if i==20 else age[i]} {batch[i]}\n")
with open('samples.psam','w') as o:
    o.write("#IID SEX\n")
    for i in range(N): o.write(f"{ids[i]} {sex[i]}\n")
